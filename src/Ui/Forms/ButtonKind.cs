namespace Phusa.Ui;

/// <summary>How loud a button is. A screen has one primary action.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,
    Quiet,
    Danger,
}
