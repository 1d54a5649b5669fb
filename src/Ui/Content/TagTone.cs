namespace Phusa.Ui;

/// <summary>How a tag or a figure is meant.</summary>
public enum TagTone
{
    Plain,
    River,
    Good,
    Warning,
    Bad,
    Sky,
}
