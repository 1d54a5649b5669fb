using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Unit.Exchange.Gateway;

public sealed class CircuitBreakerTests
{
    private readonly SetClock clock = new();
    private readonly CircuitBreaker breaker;

    public CircuitBreakerTests() => breaker = new(3, TimeSpan.FromSeconds(10), clock);

    [Fact]
    public void Only_failures_in_a_row_count()
    {
        Fail(2);
        Call(true);
        Fail(2);
        Assert.Null(breaker.Enter());
    }

    [Fact]
    public void The_rest_doubles_with_each_failed_try_up_to_the_longest()
    {
        Fail(3);
        foreach (var rest in (int[])[2, 4, 8, 10, 10])
        {
            Assert.Equal(rest, Math.Max(2, breaker.Enter()!.Value.TotalSeconds));
            clock.Now += TimeSpan.FromSeconds(rest - 0.1);
            Assert.NotNull(breaker.Enter());
            clock.Now += TimeSpan.FromSeconds(0.1);
            Call(false);
        }
    }

    [Fact]
    public void One_call_alone_is_let_through_to_try()
    {
        Fail(3);
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Null(breaker.Enter());
        Assert.NotNull(breaker.Enter());
        breaker.Leave(true);
        Assert.Null(breaker.Enter());
        Assert.Null(breaker.Enter());
    }

    [Fact]
    public void A_try_that_says_nothing_makes_room_for_another()
    {
        Fail(3);
        clock.Now += TimeSpan.FromSeconds(2);
        Call(null);
        Assert.Null(breaker.Enter());
    }

    [Fact]
    public void Late_failures_of_calls_from_before_do_not_lengthen_the_rest()
    {
        Fail(3);
        breaker.Leave(false);
        breaker.Leave(false);
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Null(breaker.Enter());
    }

    private void Fail(int times)
    {
        for (var time = 0; time < times; time++)
        {
            Call(false);
        }
    }

    private void Call(bool? well)
    {
        Assert.Null(breaker.Enter());
        breaker.Leave(well);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
