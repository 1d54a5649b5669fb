/**
 * Sends the chosen file in pieces, each with its checksum, and goes on after a broken line, a server that restarted or
 * a page that was left. Without this the form sends the whole file at once.
 */
const piece = 8 * 1024 * 1024;
const pauses = [1000, 2000, 4000, 8000, 15000, 30000];

interface State { id: string; offset: number; page: string | null }

export default function resumable(box: HTMLElement): void {
  const form = box.closest('form');
  const input = box.querySelector<HTMLInputElement>('input[type=file]');
  const status = box.querySelector<HTMLElement>('.upload-chosen');
  if (!form || !input || !status || !crypto.subtle) {
    return;
  }
  form.addEventListener('submit', event => {
    const file = input.files?.[0];
    if (!file || form.dataset['plain']) {
      return;
    }
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
    if (button) {
      button.disabled = true;
    }
    const tell = (words: string, bad = false) => {
      status.hidden = false;
      status.textContent = words;
      status.classList.toggle('bad', bad);
    };
    send(file, new FormData(form), input.dataset, tell).catch((failure: unknown) => {
      tell(failure instanceof Error && failure.message ? failure.message : input.dataset['failed'] ?? '', true);
      if (button) {
        button.disabled = false;
      }
    });
  });
}

async function send(file: File, form: FormData, words: DOMStringMap, tell: (words: string) => void): Promise<void> {
  const key = ['upload', form.get('dataset'), file.name, file.size, file.lastModified].join(':');
  let state = await resumed(localStorage.getItem(key)) ?? await begin(file, form);
  localStorage.setItem(key, state.id);
  let failures = 0;
  while (!state.page) {
    tell(`${words['sending'] ?? ''} ${Math.floor(100 * state.offset / Math.max(1, file.size))}%`);
    try {
      state = await next(file, state);
      failures = 0;
    } catch (failure) {
      if (failure instanceof Refusal || failures >= pauses.length * 4) {
        localStorage.removeItem(key);
        throw failure;
      }
      tell(words['resume'] ?? '');
      await new Promise(done => setTimeout(done, pauses[Math.min(failures++, pauses.length - 1)]));
      state = await resumed(state.id) ?? state;
    }
  }
  localStorage.removeItem(key);
  location.assign(state.page);
}

async function begin(file: File, form: FormData): Promise<State> {
  const answer = await fetch('/api/v1/uploads', {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      dataset: form.get('dataset'), fileName: file.name, size: file.size, mode: form.get('mode') || null,
      resubmits: form.get('resubmits') || null,
    }),
  });
  return read(answer);
}

/** What the server has of an upload that was begun before; null when it knows nothing of it. */
async function resumed(id: string | null): Promise<State | null> {
  if (!id) {
    return null;
  }
  try {
    const answer = await fetch(`/api/v1/uploads/${id}`, { method: 'HEAD' });
    const offset = Number(answer.headers.get('upload-offset'));
    return answer.ok ? { id, offset, page: null } : null;
  } catch {
    // Still offline: the caller waits and asks again.
    return null;
  }
}

async function next(file: File, state: State): Promise<State> {
  const bytes = await file.slice(state.offset, state.offset + piece).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const answer = await fetch(`/api/v1/uploads/${state.id}`, {
    method: 'PATCH', body: bytes,
    headers: {
      'content-type': 'application/offset+octet-stream', 'upload-offset': String(state.offset),
      'upload-checksum': `sha256 ${btoa(String.fromCharCode(...hash))}`,
    },
  });
  return read(answer);
}

/** An answer that trying again would not change. */
class Refusal extends Error {}

async function read(answer: Response): Promise<State> {
  if (answer.ok) {
    return await answer.json() as State;
  }
  const problem = await answer.json().catch(() => ({})) as { detail?: string };
  if (answer.status === 409 || answer.status === 460 || answer.status >= 502) {
    throw new Error(problem.detail);
  }
  throw new Refusal(problem.detail);
}
