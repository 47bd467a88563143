import { useState } from 'react';
import type { LabEventDetail } from 'regularization-lab';
import 'regularization-lab/react';

/** Renders again at every event, each time with new objects of the same values. */
export function App() {
  const [events, setEvents] = useState<string[]>([]);
  const add = ({ type, detail }: CustomEvent<LabEventDetail>) =>
    setEvents((events) => [...events, `${type} ${detail.scores.exactZero}`]);
  return (
    <>
      <regularization-lab
        data="twins"
        recipe={{ rho: 0.9 }}
        penalty="l1"
        lambda="3"
        standardize="false"
        penaltyFactor={[1, 1, 1, 1, 1, 1, 1, 1, 0.5, Number.POSITIVE_INFINITY]}
        panels="trajectories"
        oninput={add}
        onchange={add}
      />
      <output>{events.join(', ')}</output>
    </>
  );
}
