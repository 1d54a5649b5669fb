using Phusa.Intake.Contracts;
using Phusa.Intake.Rejects;

namespace Phusa.Tests.Store.Intake;

internal static class RejectsOf
{
    public static async Task<IReadOnlyList<Reject>> RejectsAsync(this ProjectsTests tests, Load load)
    {
        var file = await tests.Opened.OpenAsync(load, suggesting: true, default);
        return [.. file!.Read(0, 1000)];
    }
}
