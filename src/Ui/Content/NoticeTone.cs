namespace Phusa.Ui;

/// <summary>What kind of message a notice is.</summary>
public enum NoticeTone
{
    Info,
    Success,
    Warning,
    Error,
}
