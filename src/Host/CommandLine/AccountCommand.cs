using System.CommandLine;
using System.Security.Cryptography;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Host.CommandLine;

/// <summary>
/// <c>phusa account add</c> makes an account from the machine itself: the first administrator and the first data
/// office have nobody who could make them in the browser.
/// </summary>
internal static class AccountCommand
{
    private static readonly Argument<string> User = new("user") { Description = "Sign-in name" };

    private static readonly Option<string?> Shown = new("--name") { Description = "Name shown to others (default: the sign-in name)" };

    private static readonly Option<Role> Role = new("--role")
    {
        Description = "Role (default: Administrator)", DefaultValueFactory = _ => Security.Contracts.Role.Administrator,
    };

    private static readonly Option<string?> Agency = new("--agency") { Description = "Code of the agency the role is held at, such as H21.13" };

    private static readonly Option<string?> AgencyName = new("--agency-name") { Description = "Adds the agency under this name when it is not there" };

    public static Command Build()
    {
        var add = new Command("add", "Make an account; its password is made here and printed once")
        {
            User, Shown, Role, Agency, AgencyName,
        };
        add.SetAction(async (parsed, cancellation) =>
        {
            await using var services = Composition.Services(parsed.Settings());
            await services.GetRequiredService<Migrator>().RunAsync(cancellation);
            await using var scope = services.CreateAsyncScope();
            var problems = await AddAgencyAsync(
                services.GetRequiredService<Agencies>(), parsed.GetValue(Agency), parsed.GetValue(AgencyName), cancellation);
            var password = $"PhuSa-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14)}!1";
            var user = parsed.GetRequiredValue(User);
            var made = problems.Count > 0 ? new Refusal(problems) : await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
                user, parsed.GetValue(Shown) ?? user, password,
                [new RoleGrant(parsed.GetValue(Role), parsed.GetValue(Agency) ?? "")], cancellation);
            foreach (var problem in made.Problems)
            {
                await Console.Error.WriteLineAsync(problem.ToString());
            }
            if (made.IsDone)
            {
                Console.WriteLine($"{user}: {password}");
            }
            return made.IsDone ? 0 : 1;
        });
        return new Command("account", "Accounts, from the machine itself") { add };
    }

    private static async Task<IReadOnlyList<Problem>> AddAgencyAsync(
        Agencies agencies, string? code, string? name, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        if (code is null || name is null || tree.Find(code) is not null)
        {
            return [];
        }
        var parent = code.LastIndexOf('.') is var dot and > 0 && tree.Find(code[..dot]) is not null ? code[..dot] : null;
        var saved = await agencies.SaveAsync([new Agency(code, name, name, name, parent, DateOnly.MinValue)], cancellation);
        return saved.Problems;
    }
}
