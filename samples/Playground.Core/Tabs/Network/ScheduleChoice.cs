using MicrogradSharp.Optim;

namespace Playground.Tabs.Network;

/// <summary>A schedule of the learning rate that the tab offers.</summary>
/// <param name="Name">Its name in addresses and on the page.</param>
/// <param name="Create">Creates it for a first rate and a number of steps.</param>
/// <param name="Code">The C# that creates it; RATE and STEPS stand for the two.</param>
public sealed record ScheduleChoice(string Name, Func<double, int, Schedule> Create, string Code)
{
    public static IReadOnlyList<ScheduleChoice> All { get; } =
    [
        new("constant", (rate, _) => Schedule.Constant(rate), "Schedule.Constant(RATE)"),
        new("step", (rate, steps) => Schedule.Step(rate, steps / 4, 0.5), "Schedule.Step(RATE, STEPS / 4, 0.5)"),
        new(
            "exponential",
            (rate, steps) => Schedule.Exponential(rate, 1 - 4.0 / steps),
            "Schedule.Exponential(RATE, 1 - 4.0 / STEPS)"),
        new("linear", (rate, steps) => Schedule.Linear(rate, 0, steps), "Schedule.Linear(RATE, 0, STEPS)"),
        new("cosine", (rate, steps) => Schedule.Cosine(rate, steps), "Schedule.Cosine(RATE, STEPS)"),
        new(
            "warmup",
            (rate, steps) => Schedule.Cosine(rate, steps).WithWarmup(steps / 10),
            "Schedule.Cosine(RATE, STEPS).WithWarmup(STEPS / 10)"),
    ];

    public static ScheduleChoice Named(string name) => All.First(choice => choice.Name == name);
}
