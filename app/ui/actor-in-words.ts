// Who did something, as staff read it.

export function actorInWords(actor: string): string {
  if (actor.startsWith("merchant:")) return "by your staff";
  return actor === "shopper" ? "by the member" : "automatic";
}
