using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>Looks through the record of personal-data reads, newest first and page by page after the last entry seen.</summary>
internal sealed class FindPersonalReads(Database records, PersonalReadStore reads)
{
    public async Task<IReadOnlyList<PersonalRead>> RunAsync(
        PersonalReadFilter filter, long? after, int most, CancellationToken cancellation)
    {
        var account = filter.UserName is not { } user ? null : await records.FindAsync(
            new("select id from security_account where normalized_user_name = @user", ("user", user.ToUpperInvariant())),
            row => row.Id("id").ToString(), cancellation);
        return filter.UserName is not null && account is null ? []
            : await reads.ListAsync(filter.Dataset, account, filter.Since, filter.Before, after, most, cancellation);
    }
}
