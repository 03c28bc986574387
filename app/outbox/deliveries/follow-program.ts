// Carries out a new program for the one member or order that failed when all others followed it.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { followProgram, type LeftBehind } from "../../usecases/night/follow-program.ts";
import type { Deliver } from "../delivery.ts";
import { uninstalled } from "./open-shop.ts";

export const followProgramLater: Deliver<LeftBehind> = async ({ shopId, payload }) => {
  const now = (await businessNow()).getTime();
  return (await followProgram(shopId, payload, now)) ? { outcome: "sent" } : uninstalled;
};
