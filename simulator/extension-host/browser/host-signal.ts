// A value that may change while the page is open, as Shopify's signals are: read, and followed.

type Follower = (value: unknown) => void;

/** The class of a signals library that an extension brings along. */
export type SignalClass = new (value: unknown) => { value: unknown };

export class HostSignal {
  #value: unknown;
  #inner: { value: unknown } | null = null;
  readonly #followers = new Set<Follower>();

  constructor(value: unknown) {
    this.#value = value;
  }

  get value(): unknown {
    return this.#inner ? this.#inner.value : this.#value;
  }

  get current(): unknown {
    return this.value;
  }

  readonly subscribe = (follow: Follower): (() => void) => {
    this.#followers.add(follow);
    return () => this.#followers.delete(follow);
  };

  readonly destroy = async (): Promise<void> => this.#followers.clear();

  /** From now on whoever reads the value in that library's effects follows it. */
  adopt(Signal: SignalClass): void {
    this.#inner = new Signal(this.#value);
  }

  set(value: unknown): void {
    if (JSON.stringify(value) === JSON.stringify(this.#value)) return;
    this.#value = value;
    if (this.#inner) this.#inner.value = value;
    for (const follow of this.#followers) follow(value);
  }
}
