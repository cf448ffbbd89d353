"""Trial to Kinematics: calibration, joint centres, angles."""
