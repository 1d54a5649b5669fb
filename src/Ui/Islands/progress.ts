/**
 * Live progress: every event of the stream at `data-sse` is a JSON object whose values go to the slots of the same
 * name (`data-slot="rows"`); `percent` also moves the bar. A `done` event, or a `location` in one, loads the result.
 */
export default function progress(element: HTMLElement): void {
  const address = element.dataset['sse'];
  if (!address) {
    return;
  }
  const stream = new EventSource(address);
  stream.onmessage = event => show(element, JSON.parse(event.data as string) as Record<string, unknown>);
  stream.addEventListener('done', event => {
    stream.close();
    const end = JSON.parse((event as MessageEvent<string>).data || '{}') as { location?: string };
    if (end.location) {
      location.assign(end.location);
    } else {
      location.reload();
    }
  });
}

function show(element: HTMLElement, values: Record<string, unknown>): void {
  for (const slot of element.querySelectorAll<HTMLElement>('[data-slot]')) {
    const value = values[slot.dataset['slot'] ?? ''];
    if (value !== undefined && value !== null) {
      slot.textContent = String(value);
    }
  }
  const percent = values['percent'];
  if (typeof percent === 'number') {
    element.querySelector('[role=progressbar]')?.setAttribute('aria-valuenow', String(Math.round(percent)));
    element.querySelector('.progress-done')?.setAttribute('width', `${percent}%`);
  }
}
