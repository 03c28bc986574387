/** @jsxImportSource preact */
// Codes that the member has already: for this cart, or to be given back.
import type { PointsName } from "../../../widget/contract/money.ts";
import type { TillCode } from "../../../widget/contract/till.ts";
import { day, points, say } from "../../parts/say.ts";
import { useIsInCart } from "./host.ts";
import { Outcome } from "./outcome.tsx";
import type { TillState } from "./use-till.ts";

interface CodesProps {
  codes: TillCode[];
  pointsName: PointsName;
  till: TillState;
}

export const Codes = ({ codes, ...props }: CodesProps) => (
  <s-section heading={say("codes")}>
    <s-stack gap="large">
      {codes.map((code) => (
        <Code key={code.voucherId} code={code} {...props} />
      ))}
    </s-stack>
  </s-section>
);

const Code = ({ code: held, pointsName, till }: Omit<CodesProps, "codes"> & { code: TillCode }) => {
  const { voucherId, code, title, lastDay, cancellable } = held;
  const isElsewhere = till.busy !== null && till.busy !== voucherId;
  const isInCart = useIsInCart(code);
  return (
    <s-stack gap="small">
      <s-text type="strong">{say("held", { title, code })}</s-text>
      {lastDay !== null && (
        <s-text color="subdued">{say("works_until", { day: day(lastDay) })}</s-text>
      )}
      {isInCart ? (
        till.message?.line !== voucherId && <s-text>{say("applied", { code })}</s-text>
      ) : (
        <s-button
          variant="primary"
          disabled={isElsewhere}
          loading={till.busy === voucherId}
          onClick={() => till.apply(held)}
        >
          {say("apply", { title })}
        </s-button>
      )}
      {cancellable && !isInCart && (
        <s-button disabled={till.busy !== null} onClick={() => till.giveBack(held)}>
          {say("give_back", { points: points(held.points, pointsName) })}
        </s-button>
      )}
      <Outcome message={till.message} line={voucherId} />
    </s-stack>
  );
};
