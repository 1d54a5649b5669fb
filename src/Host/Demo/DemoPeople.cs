using System.Security.Cryptography;
using Phusa.Host.Demo.Tables;
using Phusa.Security.Contracts;

namespace Phusa.Host.Demo;

/// <summary>
/// Agencies and accounts of the model province. The people do not exist; their one password is made when the folder
/// is, stays in it, and is printed. A folder that holds it is served in demo mode only.
/// </summary>
internal sealed class DemoPeople(Packs packs, Agencies agencies, Accounts accounts, string data, TextWriter say)
{
    public static string PasswordFile(string data) => Path.Combine(data, "demo-password");

    public async Task FillAsync(CancellationToken cancellation)
    {
        if (!await accounts.AnyAsync(cancellation))
        {
            await agencies.SaveAsync([.. ReadAgencies()], cancellation);
            var made = $"PhuSa-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 8)}!1";
            await WriteSecretAsync(PasswordFile(data), made, cancellation);
            foreach (var person in packs.Province.DemoAccounts)
            {
                var role = Enum.Parse<Role>(person.Role, ignoreCase: true);
                var outcome = await accounts.CreateAsync(
                    person.UserName, person.DisplayName, made, [new RoleGrant(role, person.Agency ?? "")], cancellation);
                if (!outcome.IsDone)
                {
                    throw new InvalidDataException($"{person.UserName}: {string.Join("; ", outcome.Problems)}");
                }
            }
        }
        var password = await File.ReadAllTextAsync(PasswordFile(data), cancellation);
        await say.WriteLineAsync("Tài khoản minh hoạ · demo accounts (mật khẩu · password: " + password + ")");
        foreach (var person in packs.Province.DemoAccounts)
        {
            await say.WriteLineAsync($"  {person.UserName,-14} {person.Role,-14} {person.Agency,-8} {person.DisplayName}");
        }
    }

    /// <summary>For the account that runs the program alone, where the system knows such a thing.</summary>
    private static async Task WriteSecretAsync(string path, string secret, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var file = new StreamWriter(path, options);
        await file.WriteAsync(secret.AsMemory(), cancellation);
    }

    private IEnumerable<Agency> ReadAgencies()
    {
        var rows = PackCsv.Read(Path.Combine(packs.Root, "dung-chung", "agencies.csv"));
        var column = rows[0].Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at);
        foreach (var row in rows.Skip(1))
        {
            var code = row[column["code"]];
            var known = packs.Province.Agencies.FirstOrDefault(agency => agency.Code == code);
            yield return new Agency(
                code, row[column["name"]], row[column["name_en"]], known?.ShortName ?? row[column["short_name"]],
                row[column["parent_code"]] is { Length: > 0 } parent ? parent : null,
                Day(row[column["valid_from"]]) ?? DateOnly.MinValue,
                // The list names the last day, the records the first without the agency.
                Day(row[column["valid_to"]])?.AddDays(1), row[column["successor_code"]] is { Length: > 0 } next ? next : null);
        }
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null
        : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
