namespace Phusa.Kernel.Jobs;

/// <summary>A piece of work that survives a restart. <paramref name="Payload"/> is JSON that its handler understands.</summary>
/// <param name="Attempts">How often it was begun, this time included.</param>
public sealed record Job(Guid Id, string Kind, string Payload, int Attempts);

/// <summary>
/// Does jobs of one kind. A job may be run again after a crash, so a handler first looks at what is already done.
/// </summary>
public abstract class JobHandler
{
    public abstract string Kind { get; }

    /// <summary>Attempts before the job is set aside as dead, where an administrator sees it. Default 5.</summary>
    public virtual int MaximumAttempts => 5;

    public abstract Task RunAsync(Job job, CancellationToken cancellation);

    /// <summary>Ends what waits for a job that failed, or took the program with it, in every attempt.</summary>
    public virtual Task GiveUpAsync(Job job, CancellationToken cancellation) => Task.CompletedTask;
}
