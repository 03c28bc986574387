// Every address that is none of ours. With a route of its own it is answered in our words, and is
// no fault to log.
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/**
 * Never shown: the loader always refuses. A route without a page would be answered without any
 * words.
 */
export default function Missing() {
  return null;
}
