// An error as it was recorded on a development store, and a request that provokes it.

export type RecordedError = {
  root: string;
  case: string;
  code: string | null;
  message: string;
  field: string[] | null;
};

export type Provocation = {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
};
