// Part of a page that waits for what the server is still working out. It waits in the browser only:
// a part that the server leaves open cannot take any change before it has come to life, and React
// would throw away what stands there and draw it anew.
import { Await } from "@remix-run/react";
import { type ReactNode, Suspense, useSyncExternalStore } from "react";

export interface WhenKnownProps<Value> {
  promise: Promise<Value>;
  whileUnknown: ReactNode;
  whenFailed: ReactNode;
  children: (value: Value) => ReactNode;
}

export function WhenKnown<Value>(props: WhenKnownProps<Value>) {
  const { promise, whileUnknown, whenFailed, children } = props;
  if (!useIsAlive()) return <>{whileUnknown}</>;
  return (
    <Suspense fallback={whileUnknown}>
      <Await resolve={promise} errorElement={whenFailed}>
        {(value) => children(value as Value)}
      </Await>
    </Suspense>
  );
}

const never = () => () => undefined;

/** False on the server and while the browser takes the server's page over. */
function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
