using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>
/// A place in the main navigation. Modules register theirs as singletons; what is not built is not in the menu.
/// </summary>
/// <param name="Order">Position from the left; leave gaps of ten.</param>
/// <param name="Text">One or two words.</param>
/// <param name="Href">A local path; the item is current on it and below it.</param>
/// <param name="Icon">A name from <c>Icons/icons.txt</c>.</param>
/// <param name="IsVisible">Who sees it; null is everybody.</param>
public sealed record NavigationItem(
    int Order, Text Text, string Href, string Icon, Func<HttpContext, bool>? IsVisible = null);
