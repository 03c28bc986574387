// Whether the shop's theme shows the widget, as far as Shopify's admin tells.
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";

/** `asking` until the admin has answered; `unknown` when it does not tell. */
export type EmbedState = "on" | "off" | "unknown" | "asking";

export function useThemeEmbed(): EmbedState {
  const bridge = useAppBridge();
  const [state, setState] = useState<EmbedState>("asking");
  useEffect(() => {
    let isWanted = true;
    readEmbedState(bridge).then(
      (read) => isWanted && setState(read),
      () => isWanted && setState("unknown"),
    );
    return () => {
      isWanted = false;
    };
  }, [bridge]);
  return state;
}

async function readEmbedState(bridge: ReturnType<typeof useAppBridge>): Promise<EmbedState> {
  const extensions = await bridge.app.extensions();
  const embeds = extensions
    .flatMap((extension) => (extension.type === "theme_app_extension" ? extension.activations : []))
    .filter((activation) => activation.target === "body" || activation.target === "head");
  if (embeds.length === 0) return "unknown";
  return embeds.some((embed) => "status" in embed && embed.status === "active") ? "on" : "off";
}
