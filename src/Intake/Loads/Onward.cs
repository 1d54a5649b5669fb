namespace Phusa.Intake.Loads;

/// <summary>How far a load goes by itself once its bytes are here.</summary>
internal enum Onward
{
    /// <summary>Whoever received it goes on with it.</summary>
    None,

    /// <summary>It is checked, and then waits for a person to look at it.</summary>
    Check,

    /// <summary>It is checked and, unless the contract refuses it, committed.</summary>
    Commit,
}

/// <summary>The payload of the jobs of a load.</summary>
internal sealed record LoadWork(Guid Load, bool Commit);
