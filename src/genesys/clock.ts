/** Time as the background gets it: real in the browser, moved by hand in the model test and the fleet. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `milliseconds`; returns the way to cancel it. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls back every `milliseconds`; returns the way to stop it. */
  every(milliseconds: number, callback: () => void): () => void;
}
