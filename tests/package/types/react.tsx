import { useRef } from 'react';
import type { RegularizationLab } from 'regularization-lab';
import 'regularization-lab/react';

export function Lab() {
  const lab = useRef<RegularizationLab>(null);
  return (
    <>
      <regularization-lab
        ref={lab}
        className="wide"
        data="twins"
        penalty="l1"
        lambda={3}
        l1-ratio="0.5"
        recipe={{ rho: 0.9 }}
        penaltyFactor={[1, Number.POSITIVE_INFINITY]}
        autoplay
        onchange={({ detail }) => detail.scores.objective + detail.state.lambda}
        onerror={({ detail }) => detail.message.trim()}
      />
      {/* @ts-expect-error there is no such penalty */}
      <regularization-lab penalty="ridge" />
      {/* @ts-expect-error errors have no scores */}
      <regularization-lab onerror={({ detail }) => detail.scores} />
    </>
  );
}
