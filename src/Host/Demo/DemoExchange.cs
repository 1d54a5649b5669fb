using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Host.Demo;

/// <summary>
/// Members of the model province's exchange and systems that do not exist. They get no credentials: whoever tries them
/// makes one on the system's page. Agencies' systems stand in the catalogue as well, and are connected.
/// </summary>
internal sealed class DemoExchange(Packs packs, ExchangeRegister register, InformationSystems catalogue, TimeProvider clock)
{
    /// <summary>Days since the members joined: before anything that is told of them.</summary>
    private const int Joined = 150;

    private static readonly Caller Author = new(null, "demo", [new(Role.DataOffice)], SignInMethod.None);

    public async Task FillAsync(CancellationToken cancellation)
    {
        if (await register.AnyAsync(cancellation))
        {
            return;
        }
        var then = register.At(clock.GetUtcNow().AddDays(-Joined));
        foreach (var pack in packs.Exchange.Members)
        {
            var member = Done(await then.RegisterAsync(
                Author, new MemberOrder(pack.Agency, pack.Class, pack.Code, pack.Name), cancellation));
            foreach (var system in pack.Systems)
            {
                var order = new MemberSystemOrder(
                    system.Code, system.Name, await ListedAsync(pack.Agency, system, cancellation), system.SecurityLevel,
                    system.ContactName, system.ContactEmail, system.ContactPhone);
                Done(await then.RegisterAsync(Author, member, order, system.Active, cancellation));
            }
        }
    }

    public static Guid Done(Outcome<Guid?> outcome) =>
        outcome.Value ?? throw new InvalidDataException($"exchange.json: {string.Join("; ", outcome.Problems)}");

    /// <summary>Its place in the catalogue; null for a partner's, which is not the province's to list.</summary>
    private async Task<Guid?> ListedAsync(string? agency, SystemPack system, CancellationToken cancellation)
    {
        if (agency is null)
        {
            return null;
        }
        var listed = await catalogue.SaveAsync(
            new InformationSystem(Guid.CreateVersion7(clock.GetUtcNow()), system.Name, agency, SystemKind.Application, system.SecurityLevel),
            cancellation);
        return listed.Value?.Id ?? throw new InvalidDataException($"exchange.json: {string.Join("; ", listed.Problems)}");
    }
}
