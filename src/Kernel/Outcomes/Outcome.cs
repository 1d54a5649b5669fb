using System.Diagnostics.CodeAnalysis;

namespace Phusa.Kernel.Outcomes;

/// <summary>How a use case ended: done with a value, refused with every reason at once, or its object is missing.</summary>
public sealed record Outcome<T>
{
    private Outcome(T? value, IReadOnlyList<Problem> problems, bool missing) =>
        (Value, Problems, IsMissing) = (value, problems, missing);

    public T? Value { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public bool IsMissing { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => !IsMissing && Problems.Count == 0;

    public static implicit operator Outcome<T>(T value) => new(value, [], false);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal.Problems, false);

    public static implicit operator Outcome<T>(Missing missing) => new(default, [missing.Problem], true);
}

/// <summary>Refused by a rule or a state; nothing was changed.</summary>
public sealed record Refusal(params IReadOnlyList<Problem> Problems);

/// <summary>The object asked for does not exist, or the caller may not know that it does.</summary>
public sealed record Missing(Problem Problem);
