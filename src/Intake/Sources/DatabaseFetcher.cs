using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;

namespace Phusa.Intake.Sources;

/// <summary>
/// Streams a table or query of a PostgreSQL database as CSV, in a transaction that cannot write. The connection is one
/// that the installation names; contracts hold no secrets.
/// </summary>
internal sealed class DatabaseFetcher(IOptions<IntakeOptions> options) : Fetcher
{
    public override SourceKind Kind => SourceKind.Database;

    /// <summary>Asks for no rows: the database says what is wrong with the table or the query.</summary>
    public override async Task TryAsync(SourceDeclaration settings, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(settings, cancellation);
        await AskedAsync(settings, async () =>
        {
            await using var none = new NpgsqlCommand($"select * from ({Query(settings)}) none limit 0", connection);
            return await none.ExecuteNonQueryAsync(cancellation);
        });
    }

    public override async Task<Fetched> FetchAsync(Source source, CancellationToken cancellation)
    {
        var connection = await OpenAsync(source.Settings, cancellation);
        try
        {
            var rows = await AskedAsync(source.Settings, () => connection.BeginTextExportAsync(
                $"copy ({Query(source.Settings)}) to stdout (format csv, header)", cancellation));
            return new($"{source.Name}.csv", new CopiedRows(connection, rows), null);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(SourceDeclaration settings, CancellationToken cancellation)
    {
        if (!options.Value.Connections.TryGetValue(settings.Location, out var connectionString))
        {
            throw new SourceException("source.connection", T.SourceConnection(settings.Location));
        }
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            return await AskedAsync(settings, async () =>
            {
                await connection.OpenAsync(cancellation);
                await using var readOnly = new NpgsqlCommand("begin transaction isolation level repeatable read read only", connection);
                await readOnly.ExecuteNonQueryAsync(cancellation);
                return connection;
            });
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<TAnswer> AskedAsync<TAnswer>(SourceDeclaration settings, Func<Task<TAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException failure)
        {
            throw new SourceException("source.database", T.SourceDatabase(settings.Location, failure.Message));
        }
    }

    internal static string Query(SourceDeclaration settings) => settings.Query?.Trim().TrimEnd(';')
        ?? $"select * from {string.Join('.', (settings.Table ?? "").Split('.').Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}";

    /// <summary>The rows as bytes while they come; the connection ends with them.</summary>
    private sealed class CopiedRows : Stream
    {
        private readonly NpgsqlConnection connection;
        private readonly TextReader rows;
        private readonly Stream bytes;
        private readonly Task pump;
        private readonly CancellationTokenSource ended = new();

        public CopiedRows(NpgsqlConnection connection, TextReader rows)
        {
            (this.connection, this.rows) = (connection, rows);
            var pipe = new Pipe();
            bytes = pipe.Reader.AsStream();
            pump = PumpAsync(pipe.Writer);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => bytes.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            bytes.ReadAsync(buffer, cancellationToken);

        public override void Flush()
        {
            // Nothing is ever written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await bytes.DisposeAsync();
            await pump;
            await connection.DisposeAsync();
            ended.Dispose();
            await base.DisposeAsync();
        }

        /// <summary>A failure goes to whoever reads the bytes: rows that stopped half-way must not look whole.</summary>
        private async Task PumpAsync(PipeWriter target)
        {
            try
            {
                await using (var writer = new StreamWriter(target.AsStream(leaveOpen: true), new UTF8Encoding(false)))
                {
                    var buffer = new char[1 << 15];
                    int read;
                    while ((read = await rows.ReadAsync(buffer, ended.Token)) > 0)
                    {
                        await writer.WriteAsync(buffer.AsMemory(0, read), ended.Token);
                    }
                }
                await target.CompleteAsync();
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or InvalidOperationException or IOException)
            {
                await target.CompleteAsync(new IOException(failure.Message, failure));
            }
        }
    }
}
