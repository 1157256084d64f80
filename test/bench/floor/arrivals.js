// Before the background's script: notes when a frame of the socket arrived, before anybody else sees it, and tells on request.
{
  const arrivals = [];
  const NativeSocket = self.WebSocket;
  self.WebSocket = class extends NativeSocket {
    constructor(url) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        const at = performance.timeOrigin + performance.now();
        const value = /"Bench_event":"([^"]+)"/.exec(data)?.[1];
        if (value) arrivals.push([value, at]);
      });
    }
  };
  const channel = new BroadcastChannel("bench");
  channel.onmessage = ({ data }) => {
    if (data === "tell") channel.postMessage({ arrivals: arrivals.splice(0) });
  };
}
