namespace Moons;

/// <summary>The shapes that rows are generated in.</summary>
internal enum Shape
{
    /// <summary>Two interleaved half circles.</summary>
    Moons,

    /// <summary>A circle in a circle.</summary>
    Circles,

    /// <summary>Two interleaved spirals.</summary>
    Spirals,
}
