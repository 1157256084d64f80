import { readList, type Workplace } from "../../moved-clock/workplace.ts";

/** What tests of the notification channel look at, at the workplace of the running test. */
export function watchedChannel(placeNow: () => Workplace) {
  const received: Workplace["simulator"]["control"]["received"] = (filter) =>
    placeNow().simulator.control.received(filter);
  return {
    /** As it is published: open, lost … */
    channel: async () => (await placeNow().seat.state()).channel,
    lists: () => received(readList).length,
    channelsMade: () => received({ method: "POST", path: "/channels$" }).length,
    socketsOpened: () => received({ kind: "socket" }).length,
    ivrWrites: (value = "gold") => placeNow().simulator.control.setAttributes({ attributes: { Tier: value } }),
  };
}
