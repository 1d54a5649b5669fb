using Phusa.Exchange.Agreements;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Tokens;

/// <summary>The scope of a token: <c>agreement:</c> and the id of one that is granted to the system and valid today.</summary>
internal sealed class TokenScope(AgreementStore agreements, TimeProvider clock)
{
    public const string Prefix = "agreement:";

    /// <summary>The agreement; null for anything else.</summary>
    public async Task<Guid?> ReadAsync(string scope, Guid system, CancellationToken cancellation) =>
        scope.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(scope[Prefix.Length..], "D", out var id)
        && await agreements.FindAsync(id, cancellation) is { State: AgreementState.Granted } agreement
        && agreement.SystemId == system && agreement.Terms.IsValidOn(clock.Today())
            ? id : null;
}
