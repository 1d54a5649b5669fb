/** Changes light and dark at once, where the plain link would load the page again. */
export default function theme(group: HTMLElement): void {
  const choices = group.querySelectorAll<HTMLAnchorElement>('[data-theme-choice]');
  for (const choice of choices) {
    choice.addEventListener('click', event => {
      event.preventDefault();
      const name = choice.dataset['themeChoice'] ?? 'auto';
      document.cookie = `theme=${name};path=/;max-age=31536000;samesite=lax`;
      if (name === 'auto') {
        delete document.documentElement.dataset['theme'];
      } else {
        document.documentElement.dataset['theme'] = name;
      }
      choices.forEach(other => other === choice
        ? other.setAttribute('aria-current', 'true')
        : other.removeAttribute('aria-current'));
    });
  }
}
