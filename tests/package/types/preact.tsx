import 'regularization-lab/preact';

export function Lab() {
  return (
    <>
      <regularization-lab
        class="wide"
        data="twins"
        lambda={3}
        recipe={{ rho: 0.9 }}
        onchange={({ detail }) => detail.scores.objective + detail.state.lambda}
      />
      {/* @ts-expect-error there is no such penalty */}
      <regularization-lab penalty="ridge" />
      {/* @ts-expect-error errors have no scores */}
      <regularization-lab onerror={({ detail }) => detail.scores} />
    </>
  );
}
