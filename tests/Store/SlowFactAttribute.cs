namespace Phusa.Tests.Store;

/// <summary>A test that takes minutes, skipped unless the run was asked to take them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute()
    {
        if (!IsAsked)
        {
            Skip = "Takes minutes: ./phusa test --slow runs it.";
        }
    }

    /// <summary>Whether tests that repeat or grow may do so at length.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("PHUSA_SLOW") == "1";
}
