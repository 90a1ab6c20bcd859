using MicrogradSharp.Datasets;

namespace Moons;

/// <summary>Where the rows to learn from come from.</summary>
internal abstract record RowSource
{
    /// <param name="random">The source of order and noise, for rows that are generated.</param>
    /// <exception cref="UserErrorException">The rows cannot be read.</exception>
    public abstract LabelledPoints Read(Random random);

    /// <summary>The rows of micrograd's demo.</summary>
    public sealed record Carried : RowSource
    {
        public override LabelledPoints Read(Random random) => CarriedData.Points();
    }

    /// <summary>The rows of a CSV file.</summary>
    /// <param name="Path">Its path.</param>
    public sealed record File(string Path) : RowSource
    {
        public override LabelledPoints Read(Random random) => PointsFile.ReadLabelled(Path);
    }

    /// <summary>Rows made on the spot.</summary>
    /// <param name="Shape">Their shape.</param>
    /// <param name="Rows">Their number.</param>
    /// <param name="Noise">The standard deviation of their noise; null for one that leaves the shape easy to see.</param>
    public sealed record Generated(Shape Shape, int Rows, double? Noise) : RowSource
    {
        public static double DefaultNoise(Shape shape) => shape switch
        {
            Shape.Moons => 0.1,
            Shape.Circles => 0.05,
            _ => 0,
        };

        public override LabelledPoints Read(Random random)
        {
            double noise = Noise ?? DefaultNoise(Shape);
            return new LabelledPoints(Shape switch
            {
                Shape.Moons => Dataset.Moons(Rows, noise, random),
                Shape.Circles => Dataset.Circles(Rows, noise, random),
                _ => Dataset.Spirals(Rows, noise, random),
            });
        }
    }
}
