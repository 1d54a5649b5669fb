const minutes = 5;

/** A screen that nobody touches shows what is new; it waits for the network rather than showing its error. */
export default function wall(): void {
  setInterval(async () => {
    if ((await fetch(location.href, { method: 'HEAD' }).catch(() => null))?.ok) {
      location.reload();
    }
  }, minutes * 60_000);
}
