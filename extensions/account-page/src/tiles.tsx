/** @jsxImportSource preact */
// Things of one kind beside each other, as many as there is room for.
import type { ComponentChildren } from "preact";

interface TilesProps {
  children: ComponentChildren;
}

export const Tiles = ({ children }: TilesProps) => (
  <s-grid gridTemplateColumns="repeat(auto-fit, minmax(min(260px, 100%), 1fr))" gap="base">
    {children}
  </s-grid>
);

export const Tile = ({ children }: TilesProps) => (
  <s-box border="base" borderRadius="base" padding="base">
    {children}
  </s-box>
);
