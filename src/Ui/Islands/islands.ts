/** Brings one kind of element to life. The page works without it. */
export type Island = (element: HTMLElement) => void;

type Loader = () => Promise<{ default: Island }>;

/** Fetches the module of every `data-island` on the page, and only those; an element may name several. */
export function start(loaders: Record<string, Loader>): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
    for (const name of element.dataset['island']?.split(' ') ?? []) {
      void loaders[name]?.().then(island => island.default(element));
    }
  }
}
