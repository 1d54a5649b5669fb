using Phusa.Kernel.Modules;

namespace Phusa.Exchange;

/// <summary>Members and their systems, services, agreements, the gateway and what is measured of it (LGSP).</summary>
public sealed class ExchangeModule : Module
{
    public override string Name => "exchange";
}
