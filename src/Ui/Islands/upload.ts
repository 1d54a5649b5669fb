/** Lets a file be dropped anywhere on the box, and shows the chosen one's name and size. */
export default function upload(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>('input[type=file]');
  const chosen = box.querySelector<HTMLElement>('.upload-chosen');
  if (!input || !chosen) {
    return;
  }
  const show = () => {
    const file = input.files?.[0];
    chosen.hidden = !file;
    if (file) {
      chosen.textContent = `${chosen.dataset['word'] ?? ''} ${file.name} · ${size(file.size)}`;
    }
  };
  const over = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    box.classList.toggle('upload-over', inside);
  };
  input.addEventListener('change', show);
  box.addEventListener('dragover', event => over(event, true));
  box.addEventListener('dragleave', event => over(event, false));
  box.addEventListener('drop', event => {
    over(event, false);
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
}

function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${number.format(bytes / 1024 ** unit)} ${units[unit]}`;
}
