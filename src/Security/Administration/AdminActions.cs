using Phusa.Kernel.Data;

namespace Phusa.Security.Administration;

/// <summary>
/// The append-only record of what administrators did: who, what, to whom, when. Each entry is written in the
/// transaction of the deed itself; the database refuses to change or delete it.
/// </summary>
internal sealed class AdminActions(Database database)
{
    private const string Columns =
        "id, done_at, actor_id, actor_name, action, subject, subject_name, detail, address";

    public static Task<int> RecordAsync(Session session, AdminAction action, CancellationToken cancellation) =>
        session.ExecuteAsync(new(
            $"insert into security_admin_action ({Columns}) values (@id, @at, @actor, @actor_name, @action, @subject, "
            + "@subject_name, @detail, @address)",
            ("id", action.Id), ("at", action.At), ("actor", action.ActorId), ("actor_name", action.ActorName),
            ("action", action.Kind), ("subject", action.Subject), ("subject_name", action.SubjectName),
            ("detail", action.Detail), ("address", action.Address)), cancellation);

    /// <summary>Newest first, about one subject.</summary>
    public Task<IReadOnlyList<AdminAction>> OfAsync(string subject, int most, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from security_admin_action where subject = @subject "
                + "order by done_at desc, id desc limit @most", ("subject", subject), ("most", most)),
            Read, cancellation);

    /// <summary>Newest first, of one kind.</summary>
    public Task<IReadOnlyList<AdminAction>> OfKindAsync(AdminActionKind kind, int most, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from security_admin_action where action = @kind order by done_at desc, id desc limit @most",
                ("kind", kind), ("most", most)), Read, cancellation);

    /// <summary>Newest first, a page of all.</summary>
    public Task<IReadOnlyList<AdminAction>> ListAsync(int page, int size, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from security_admin_action order by done_at desc, id desc limit @most offset @skip",
                ("most", size), ("skip", (page - 1) * size)),
            Read, cancellation);

    public Task<long> CountAsync(CancellationToken cancellation) =>
        database.CountAsync(new("select count(*) from security_admin_action"), cancellation);

    private static AdminAction Read(Row row) => new(
        row.Id("id"), row.Instant("done_at"), row.Id("actor_id"), row.Text("actor_name"),
        row.Choice<AdminActionKind>("action"), row.Text("subject"), row.Text("subject_name"), row.Text("detail"),
        row.Text("address"));
}
