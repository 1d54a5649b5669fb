using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>Looks through the record of personal-data reads, newest first and page by page after the last entry seen.</summary>
internal sealed class FindPersonalReads(Database database)
{
    public Task<IReadOnlyList<PersonalRead>> RunAsync(
        PersonalReadFilter filter, Guid? after, int most, CancellationToken cancellation)
    {
        (string Sql, string Name, object? Value)[] conditions =
        [
            ("dataset = @dataset", "dataset", filter.Dataset),
            ("account_id = (select id from security_account where normalized_user_name = @user)", "user",
                filter.UserName?.ToUpperInvariant()),
            ("read_at >= @since", "since", filter.Since),
            ("read_at < @before", "before", filter.Before),
            ("id < @after", "after", after),
        ];
        var used = conditions.Where(condition => condition.Value is not null).ToList();
        // Ids grow with time, so that they give the order and the place to go on from.
        return database.ListAsync(
            new($"select {PersonalReads.Columns} from security_personal_read"
                + (used.Count == 0 ? "" : " where " + string.Join(" and ", used.Select(condition => condition.Sql)))
                + " order by id desc limit @most",
                [.. used.Select(condition => (condition.Name, condition.Value)), ("most", most)]),
            PersonalReads.Read, cancellation);
    }
}
