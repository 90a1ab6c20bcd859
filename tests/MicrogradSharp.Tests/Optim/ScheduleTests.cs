using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

public sealed class ScheduleTests
{
    private static readonly Dictionary<string, Schedule> s_schedules = new()
    {
        ["step"] = Schedule.Step(0.1, every: 7, factor: 0.5),
        ["exponential"] = Schedule.Exponential(0.1, factor: 0.9),
        ["cosine"] = Schedule.Cosine(0.1, steps: 20, minimum: 0.01),
        ["linear"] = Schedule.Linear(0.1, 0.01, steps: 25),
        ["linear_warmup"] = Schedule.Constant(0.1).WithWarmup(steps: 10, from: 0.01),
    };

    [Fact]
    public void Reference_rates_agree()
    {
        var references = ReferenceValues.Json("optimisers.json").GetProperty("schedules").EnumerateArray().ToArray();
        references.Select(s => s.GetProperty("schedule").GetString()).Should().BeEquivalentTo(s_schedules.Keys);
        foreach (var reference in references)
        {
            string name = reference.GetProperty("schedule").GetString()!;
            double[] rates = ReferenceValues.Numbers(reference.GetProperty("rates"));
            int compared = name == "cosine" ? 21 : rates.Length;    // after its end, the reference rises again
            for (int step = 0; step < compared; step++)
            {
                s_schedules[name].At(step).ShouldAgree(rates[step], 1e-13, because: $"{name} at {step}");
            }
        }
    }

    [Fact]
    public void After_its_last_step_a_schedule_keeps_its_final_rate()
    {
        foreach (int step in new[] { 20, 21, 40, int.MaxValue })
        {
            Schedule.Cosine(0.1, 20, 0.03).At(step).Should().Be(0.03);
            Schedule.Linear(0.1, 0.7, 20).At(step).Should().Be(0.7);
            Schedule.Cosine(0.1, 15, 0.03).WithWarmup(5).At(step).Should().Be(0.03);
        }
        Schedule.Exponential(0.1, 0.5).At(int.MaxValue).Should().Be(0);
        Schedule.Constant(0.1).At(int.MaxValue).Should().Be(0.1);
    }

    [Fact]
    public void The_rate_of_the_demo_is_the_same_to_the_last_bit()
    {
        var schedule = Schedule.Linear(1.0, 0.1, steps: 100);
        for (int k = 0; k < 100; k++) schedule.At(k).Should().Be(1.0 - 0.9 * k / 100);
    }

    [Fact]
    public void Warm_up_rises_to_the_schedule_and_then_follows_it()
    {
        var cosine = Schedule.Cosine(0.8, steps: 50);
        var warm = cosine.WithWarmup(steps: 4);
        Enumerable.Range(0, 5).Select(warm.At)
            .Should().Equal([0, 0.2, 0.4, 0.6000000000000001, 0.8], (rate, expected) => Math.Abs(rate - expected) < 1e-15);
        for (int step = 0; step < 60; step++) warm.At(step + 4).Should().Be(cosine.At(step));
    }

    [Fact]
    public void A_function_of_the_user_is_a_schedule()
    {
        var inverse = new Schedule("Inverse", step => 1.0 / (1 + step));
        inverse.At(3).Should().Be(0.25);
        inverse.WithWarmup(2, 0.5).ToString().Should().Be("Inverse.WithWarmup(2, 0.5)");
        ((Action)(() => _ = new Schedule(" ", _ => 1))).Should().Throw<ArgumentException>();
        ((Action)(() => _ = new Schedule("none", null!))).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_schedule_says_what_it_is() =>
        s_schedules.Values.Select(schedule => schedule.ToString()).Should().Equal(
            "Step(0.1, 7, 0.5)", "Exponential(0.1, 0.9)", "Cosine(0.1, 20, 0.01)", "Linear(0.1, 0.01, 25)",
            "Constant(0.1).WithWarmup(10, 0.01)");

    [Fact]
    public void Wrong_numbers_are_named()
    {
        (Action Make, string Message)[] wrong =
        [
            (() => Schedule.Constant(-1), "rate must be finite and at least 0, but was -1.*"),
            (() => Schedule.Constant(double.NaN), "rate must be finite and at least 0, but was NaN.*"),
            (() => Schedule.Step(1, 0, 0.5), "every must be at least 1, but was 0.*"),
            (() => Schedule.Step(1, 1, 0), "factor must be finite and above 0, but was 0.*"),
            (() => Schedule.Exponential(1, double.PositiveInfinity), "factor must be finite and above 0, but was Infinity.*"),
            (() => Schedule.Cosine(1, 0), "steps must be at least 1, but was 0.*"),
            (() => Schedule.Cosine(0.1, 5, 0.5), "minimum must be at most the rate, 0.1, but was 0.5.*"),
            (() => Schedule.Linear(1, -1, 5), "to must be finite and at least 0, but was -1.*"),
            (() => Schedule.Linear(-1, 1, 5), "from must be finite and at least 0, but was -1.*"),
            (() => Schedule.Constant(1).WithWarmup(0), "steps must be at least 1, but was 0.*"),
            (() => Schedule.Constant(1).WithWarmup(1, double.NaN), "from must be finite and at least 0, but was NaN.*"),
            (() => Schedule.Constant(1).At(-1), "step must be at least 0, but was -1.*"),
        ];
        foreach (var (make, message) in wrong) make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }
}
