import type { Panel, Scores } from './regularization-lab.js';

/** State of a lab as plain values, as `getState()` of the element returns it, without the user's table. */
export type FrameState = Record<string, unknown>;

/** Detail of the events of a frame. */
export interface FrameEventDetail {
  state?: FrameState;
  scores?: Scores;
  /** of `diverged`, `converged` and `error` */
  message?: string;
  /** of `checked` */
  passed?: boolean;
  conditions?: { text: string; actual: string | null; passed: boolean }[];
}

export type FrameEventName = 'ready' | 'change' | 'step' | 'converged' | 'diverged' | 'checked' | 'error';

/**
 * A lab in an iframe, with the methods of the element. A promise is rejected with a sentence if the lab cannot do what is asked. Events are
 * `CustomEvent<FrameEventDetail>`.
 */
export interface Frame extends EventTarget {
  /** Fulfilled when the lab has drawn its first frame; methods called earlier wait for it. */
  readonly ready: Promise<void>;
  getState(): Promise<FrameState>;
  setState(state: object): Promise<FrameState>;
  play(): Promise<FrameState>;
  pause(): Promise<FrameState>;
  step(n?: number): Promise<FrameState>;
  reset(): Promise<FrameState>;
  converge(): Promise<FrameState>;
  toSvg(panel: Panel): Promise<string>;
  toBlob(panel: Panel): Promise<Blob>;
  toCsv(table: 'trajectories' | 'path' | 'scores' | 'coefficients'): Promise<string>;
  toPython(): Promise<string>;
  permalink(): Promise<string>;
  addEventListener(
    name: FrameEventName,
    listener: (event: CustomEvent<FrameEventDetail>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** Connects to the lab of an iframe, also before it is loaded; the same iframe gives the same object. */
export function connect(iframe: HTMLIFrameElement): Frame;
