import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PopupState } from "./state.ts";

export const StateContext = createContext<PopupState | null>(null);

export function useAppState(): PopupState {
  const state = useContext(StateContext);
  if (!state) throw new Error("There is no state above this component");
  return state;
}
