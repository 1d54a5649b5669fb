using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Phusa.Kernel.Periods;
using Phusa.Quality.Use;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>How a dataset was used.</summary>
public enum UseKind { Query, Download, Page, Service }

/// <summary>
/// Counts who uses which dataset, without waiting for the records: counts are kept in memory and written every few
/// seconds and at shutdown. A person without an account is a hash of the address with a secret that lives for a day in
/// this process only, so that nobody can be told from it, or followed.
/// </summary>
public sealed class DatasetUse : BackgroundService
{
    /// <summary>Begins the name of a consumer who has no account.</summary>
    internal const string WithoutAccount = "a:";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<UseKey, long> waiting = new();
    private readonly UseStore store;
    private readonly TimeProvider clock;
    private (DateOnly Day, byte[] Secret) salt;

    internal DatasetUse(UseStore store, TimeProvider clock) => (this.store, this.clock) = (store, clock);

    public void Record(Guid dataset, Caller caller, UseKind kind)
    {
        var day = clock.Today();
        var agency = caller.Grants.Select(grant => grant.Agency).FirstOrDefault(code => code.Length > 0) ?? "";
        var consumer = caller.AccountId?.ToString("n") ?? Hashed(caller.Address ?? "", day);
        waiting.AddOrUpdate(new(dataset, day, consumer, agency, kind), 1, (_, count) => count + 1);
    }

    /// <summary>Writes what was counted so far. What cannot be written is counted again, and written the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var taken = waiting.Keys.Select(key => waiting.TryRemove(key, out var count) ? (Key: key, Count: count) : default)
            .Where(use => use.Count > 0).ToList();
        if (taken.Count == 0)
        {
            return;
        }
        try
        {
            await store.AddAsync(taken, cancellation);
        }
        catch
        {
            taken.ForEach(use => waiting.AddOrUpdate(use.Key, use.Count, (_, count) => count + use.Count));
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await FlushOrKeepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await FlushOrKeepAsync(CancellationToken.None);
        }
    }

    /// <summary>Records that are locked or away for a while must not end the counting.</summary>
    private async Task FlushOrKeepAsync(CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
        }
        catch (System.Data.Common.DbException failure)
        {
            store.LogKept(failure);
        }
    }

    private string Hashed(string address, DateOnly day)
    {
        lock (waiting)
        {
            if (salt.Day != day || salt.Secret is null)
            {
                salt = (day, RandomNumberGenerator.GetBytes(32));
            }
            return WithoutAccount + Convert.ToHexStringLower(HMACSHA256.HashData(salt.Secret, Encoding.UTF8.GetBytes(address)))[..16];
        }
    }
}
