using Phusa.Exchange.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Host.Demo;

/// <summary>
/// Members of the model province's exchange and systems that do not exist. They get no credentials: whoever tries them
/// makes one on the system's page.
/// </summary>
internal sealed class DemoExchange(Packs packs, ExchangeRegister register)
{
    private static readonly Caller Author = new(null, "demo", [new(Role.DataOffice)], SignInMethod.None);

    public async Task FillAsync(CancellationToken cancellation)
    {
        if (await register.AnyAsync(cancellation))
        {
            return;
        }
        foreach (var pack in packs.Exchange.Members)
        {
            var member = Done(await register.RegisterAsync(
                Author, new MemberOrder(pack.Agency, pack.Class, pack.Code, pack.Name), cancellation));
            foreach (var system in pack.Systems)
            {
                var order = new MemberSystemOrder(
                    system.Code, system.Name, null, system.SecurityLevel, system.ContactName, system.ContactEmail,
                    system.ContactPhone);
                Done(await register.RegisterAsync(Author, member, order, system.Active, cancellation));
            }
        }
    }

    private static Guid Done(Outcome<Guid?> outcome) =>
        outcome.Value ?? throw new InvalidDataException($"exchange.json: {string.Join("; ", outcome.Problems)}");
}
