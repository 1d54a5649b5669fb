using Phusa.Kernel.Modules;

namespace Phusa.Security;

/// <summary>Accounts, roles, agencies as tenants, access decisions, sessions, API keys, personal-data reads.</summary>
public sealed class SecurityModule : Module
{
    public override string Name => "security";
}
