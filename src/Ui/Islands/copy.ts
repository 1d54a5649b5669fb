/** A button that copies the text of the element named by `data-copy`, and says so. */
export default function copy(button: HTMLElement): void {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const label = button.querySelector('span');
  if (!source || !label || !navigator.clipboard) {
    return;
  }
  const before = label.textContent;
  button.hidden = false;
  label.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent ?? '');
    label.textContent = button.dataset['copied'] ?? before;
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}
