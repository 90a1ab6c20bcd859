using MicrogradSharp.Nn;

namespace Moons;

/// <summary>Makes the objective of an engine.</summary>
internal static class Objectives
{
    public static IObjective Create(Engine engine, MLP model, LabelledPoints points, Summation summation) => engine switch
    {
        Engine.Eager => new EagerObjective(model, points, summation),
        Engine.Retained => new RetainedObjective(model, points, summation),
        Engine.Tape => new TapeObjective(model, points, summation),
        _ => throw new ArgumentOutOfRangeException(nameof(engine), $"engine must be eager, retained or tape, but was {engine}."),
    };
}
