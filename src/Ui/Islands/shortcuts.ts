/**
 * Keys that pages show beside their actions: `data-focus-key="/"` puts the cursor there,
 * `data-shortcut="Control+Enter"` presses the button or follows the link. Plain keys do nothing while someone types.
 */
export default function shortcuts(root: HTMLElement): void {
  root.addEventListener('keydown', event => {
    const target = event.target as HTMLElement;
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const pressed = [event.ctrlKey || event.metaKey ? 'Control+' : '', event.altKey ? 'Alt+' : '', event.key].join('');
    if (event.key === 'Escape') {
      root.querySelectorAll<HTMLDetailsElement>('details.menu[open]').forEach(menu => { menu.open = false; });
    }
    if (typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      return;
    }
    const focus = root.querySelector<HTMLElement>(`[data-focus-key="${CSS.escape(pressed)}"]`);
    const action = root.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(pressed)}"]`);
    if (focus ?? action) {
      event.preventDefault();
      focus?.focus();
      action?.click();
    }
  });
  root.addEventListener('click', event => {
    for (const menu of root.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
      if (!menu.contains(event.target as Node)) {
        menu.open = false;
      }
    }
  });
}
