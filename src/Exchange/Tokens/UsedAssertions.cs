using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// Client assertions that were taken. Kept in the records and not in memory, so that one taken by a node is refused by the
/// others and after a restart.
/// </summary>
internal sealed class UsedAssertions(Database database, TimeProvider clock)
{
    /// <summary>False when the system has used the assertion before.</summary>
    public async Task<bool> TakeAsync(Guid system, string jti, DateTimeOffset expires, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(jti)));
        try
        {
            return await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(
                    new("delete from exchange_assertion where expires_at < @now", ("now", clock.GetUtcNow())), cancellation);
                return await session.ExecuteAsync(
                    new("insert into exchange_assertion (system_id, jti_hash, expires_at) values (@system, @hash, @expires)",
                        ("system", system), ("hash", hash), ("expires", expires)), cancellation) == 1;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }
}
